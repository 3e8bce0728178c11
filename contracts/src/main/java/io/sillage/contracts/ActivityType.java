package io.sillage.contracts;

/// Words for the types of [ActivityRecorded]. A type is open: a consumer ignores the ones that it does not know.
public final class ActivityType {

    /// A custom event posted by an application.
    public static final String EVENT = "event";

    /// An email of ours was handed over to the mail server. Properties `delivery_id`, `subject`.
    public static final String EMAIL_SENT = "email_sent";

    /// Properties as of [#EMAIL_SENT], and `machine`: it was a program, not a person.
    public static final String EMAIL_OPENED = "email_opened";

    /// Properties as of [#EMAIL_OPENED], `url` and `link`, the same for everybody who got the email.
    public static final String EMAIL_CLICKED = "email_clicked";

    /// A page of a connected site was shown. Properties `site`, `url`, `path`, `title`, `referrer`.
    public static final String PAGE_VIEWED = "page_viewed";

    /// A link on a connected site was followed. Properties `site`, `url` of the link, `page`, `text`, `element`.
    public static final String LINK_CLICKED = "link_clicked";

    /// A conversation with the contact was closed. Properties `conversation_id`, `channel`.
    public static final String CHAT_ENDED = "chat_ended";

    private ActivityType() {}
}
