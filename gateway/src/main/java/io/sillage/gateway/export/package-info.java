/// Everything that the services hold of one contact, in one document. Start at [DataExport].
@NullMarked
package io.sillage.gateway.export;

import org.jspecify.annotations.NullMarked;
