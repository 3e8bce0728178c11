package io.sillage.contacts.form;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/// The pages that a person may see. They run no script, and load nothing but the image that the owner put above
/// the form.
final class Pages {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src http: https:; form-action 'self'; frame-ancestors 'none'";

    private Pages() {}

    @CheckedTemplate(basePath = "form")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance signUp(
                String audience, FormDesign design, String style, List<Question> questions, boolean wrong);

        static native TemplateInstance confirm(String audience);

        static native TemplateInstance preferences(PreferencePage page);

        static native TemplateInstance outOfDate(String audience, String field);

        static native TemplateInstance message(String title, String text);

        static native TemplateInstance embed(String url, List<Question> questions);
    }

    /// What the preference page shows.
    ///
    /// @param wrong whether something has to be corrected first
    /// @param farewell what the owner says to somebody who left; may be empty
    public record PreferencePage(
            String audience,
            String email,
            List<Question> questions,
            boolean hasEmailChoice,
            boolean subscribed,
            String phone,
            boolean subscribedToSms,
            boolean saved,
            boolean wrong,
            String farewell) {}

    static RestResponse<String> signUp(String audience, FormDesign design, List<Question> questions) {
        return page(Status.OK, Templates.signUp(audience, design, FormStyle.of(design), questions, false));
    }

    static RestResponse<String> signUpAgain(String audience, FormDesign design, List<Question> questions) {
        return page(Status.BAD_REQUEST, Templates.signUp(audience, design, FormStyle.of(design), questions, true));
    }

    static RestResponse<String> seeEmail(String audience) {
        return message(Status.OK, "Almost done", """
                We have sent you an email. Please click the link in it to confirm that you want to subscribe to %s.""".formatted(audience));
    }

    static RestResponse<String> subscribed(String audience, FormDesign design) {
        var title = design.content("signup_thank_you_title");
        return message(
                Status.OK,
                title.isBlank() ? "You are subscribed" : title,
                "Thank you for subscribing to %s.".formatted(audience));
    }

    static RestResponse<String> confirm(String audience) {
        return page(Status.OK, Templates.confirm(audience));
    }

    static RestResponse<String> outOfDate() {
        return message(Status.GONE, "This link is out of date", """
                You are not subscribed. If you want to be, please fill in the form again.""");
    }

    static RestResponse<String> preferences(PreferencePage shown) {
        return page(shown.wrong() ? Status.BAD_REQUEST : Status.OK, Templates.preferences(shown));
    }

    /// Of a link to preferences. It shows nothing of whoever it was for.
    ///
    /// @param field of the answer that asks for a new link
    static RestResponse<String> outOfDate(String audience, String field) {
        return page(Status.GONE, Templates.outOfDate(audience, field));
    }

    static RestResponse<String> seeEmailWithLink(String audience) {
        return message(Status.OK, "Please look into your mailbox", """
                If %s may write to your address, a new link is on its way to it. There is one an hour at the most.""".formatted(audience));
    }

    static RestResponse<String> unknown() {
        return message(Status.NOT_FOUND, "This link does not work", """
                Perhaps a part of it was lost. Please use the link in the newest email that you got.""");
    }

    private static RestResponse<String> message(Status status, String title, String text) {
        return page(status, Templates.message(title, text));
    }

    private static RestResponse<String> page(Status status, TemplateInstance template) {
        return ResponseBuilder.create(status, template.render())
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
