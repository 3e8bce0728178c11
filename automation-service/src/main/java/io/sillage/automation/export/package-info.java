/// What this service holds of one contact, for the contact itself. Start at [DataExportResource].
@NullMarked
package io.sillage.automation.export;

import org.jspecify.annotations.NullMarked;
