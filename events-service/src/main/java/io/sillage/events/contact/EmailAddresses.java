package io.sillage.events.contact;

import java.util.regex.Pattern;

/// Whether a text can be an email address. Whether it is one for certain, contacts-service finds out.
public final class EmailAddresses {

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s]+");

    private EmailAddresses() {}

    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }
}
