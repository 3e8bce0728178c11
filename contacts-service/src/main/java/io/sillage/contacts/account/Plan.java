package io.sillage.contacts.account;

import io.sillage.contracts.Entitlements;

/// A named set of limits.
record Plan(String name, Entitlements entitlements) {}
