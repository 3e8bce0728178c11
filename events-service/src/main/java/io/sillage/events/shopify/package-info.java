/// What Shopify tells of a shop by webhooks, as changes of a store. Start at [ShopifyResource].
@NullMarked
package io.sillage.events.shopify;

import org.jspecify.annotations.NullMarked;
