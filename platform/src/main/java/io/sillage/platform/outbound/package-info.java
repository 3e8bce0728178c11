/// HTTP requests to URLs that users gave us. [OutboundUrl] says which URLs have the shape of one that we may call,
/// [OutboundClient] calls them and lets nobody reach what is not public: the address that was checked is the one that
/// is connected to, and no redirect is followed.
@NullMarked
package io.sillage.platform.outbound;

import org.jspecify.annotations.NullMarked;
