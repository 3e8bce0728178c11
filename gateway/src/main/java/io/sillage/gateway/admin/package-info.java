/// The operator's door: accounts and API keys under `/admin`, kept by contacts-service.
@NullMarked
package io.sillage.gateway.admin;

import org.jspecify.annotations.NullMarked;
