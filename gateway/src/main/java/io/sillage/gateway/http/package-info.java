/// What every answer has in common: the request's id, and refusals as problem JSON.
@NullMarked
package io.sillage.gateway.http;

import org.jspecify.annotations.NullMarked;
