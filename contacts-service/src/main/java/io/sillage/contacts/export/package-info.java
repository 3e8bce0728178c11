/// What this service holds of one contact, for the contact itself. Start at [DataExportResource].
@NullMarked
package io.sillage.contacts.export;

import org.jspecify.annotations.NullMarked;
