package io.sillage.events.sms;

import java.util.Set;

/// What a text message asks for, by the words that every carrier knows.
enum SmsWish {
    STOP("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"),
    START("START", "UNSTOP", "YES", "SUBSCRIBE"),
    HELP("HELP", "INFO"),
    NONE;

    private final Set<String> words;

    SmsWish(String... words) {
        this.words = Set.of(words);
    }

    /// @param keyword the text in capitals
    static SmsWish of(String keyword) {
        for (var wish : values()) {
            if (wish.words.contains(keyword)) {
                return wish;
            }
        }
        return NONE;
    }
}
