/// A real scenario through the public API, told as it happens: two people register for a meetup, each gets one email
/// with their own city, and both leave the segment of recent registrations when its window has passed.
///
/// [Demo] is the story; it ends with an error if anything of it did not happen.
@NullMarked
package io.sillage.local.demo;

import org.jspecify.annotations.NullMarked;
