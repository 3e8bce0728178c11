/// What every endpoint shares: reading JSON bodies, refusing them, paging, links, `fields` and `exclude_fields`.
@NullMarked
package io.sillage.platform.http;

import org.jspecify.annotations.NullMarked;
