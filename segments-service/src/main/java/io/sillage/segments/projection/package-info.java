/// What this service knows of accounts, audiences, tags, contacts and activities, kept from the topics of others.
///
/// [ContactRepository] holds the locks on which the order of everything about one contact rests. Nothing is decided
/// here.
@NullMarked
package io.sillage.segments.projection;

import org.jspecify.annotations.NullMarked;
