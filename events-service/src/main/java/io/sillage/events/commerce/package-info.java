/// Stores, their customers, products, orders, carts and promotions: the e-commerce part of the Marketing API, and the
/// activities that follow from it. What each thing consists of is in [Shapes]; what follows from a change is decided in
/// [OrderFacts], [CartFacts] and [Stock].
@NullMarked
package io.sillage.events.commerce;

import org.jspecify.annotations.NullMarked;
