package io.sillage.contacts.contact;

/// Where somebody signed up from, and confirmed it; empty if it is not known.
public record Addresses(String ipSignup, String ipOpt) {

    public static final Addresses UNKNOWN = new Addresses("", "");
}
