/// Accounts, what their plans allow, and the keys by which they call the API. [AccountResource] and [ApiKeyResource]
/// are for operators; the gateway and the other services learn of everything by message.
@NullMarked
package io.sillage.contacts.account;

import org.jspecify.annotations.NullMarked;
