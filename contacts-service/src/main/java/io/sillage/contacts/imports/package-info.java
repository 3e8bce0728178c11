/// Files of contacts. [ImportUpload] reads a file as it comes and keeps its rows, some hundred at a time;
/// [ImportPoller] takes them into the audience in the background, so that a restart repeats and loses nothing.
@NullMarked
package io.sillage.contacts.imports;

import org.jspecify.annotations.NullMarked;
