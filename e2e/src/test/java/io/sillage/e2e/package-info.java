/// Promises to the customer, kept by the packaged services as processes: HTTP in, HTTP and emails out, nothing else.
///
/// [RunningStack] starts the stack once for all of them; [Api] is the application that uses it.
package io.sillage.e2e;
