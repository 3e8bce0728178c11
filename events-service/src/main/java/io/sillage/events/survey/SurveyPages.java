package io.sillage.events.survey;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sillage.events.site.SiteVisitors;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/// The pages that somebody sees who answers a survey. They run no script and load nothing.
final class SurveyPages {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

    private SurveyPages() {}

    @CheckedTemplate(basePath = "survey")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance survey(Shown page);

        static native TemplateInstance message(String title, String text);
    }

    /// What the page shows.
    ///
    /// @param visitor the token of the link by which the person came; may be empty
    /// @param sheet of this page, so that one that is sent twice is known
    /// @param error about the sheet as a whole; may be empty
    @RegisterForReflection
    public record Shown(
            String title,
            String description,
            List<ShownQuestion> questions,
            String visitor,
            String sheet,
            String error) {

        /// The name of the input for [#visitor].
        public String visitorInput() {
            return SiteVisitors.PARAMETER;
        }

        public boolean wrong() {
            return !error.isEmpty()
                    || questions.stream().anyMatch(question -> !question.error().isEmpty());
        }
    }

    static RestResponse<String> survey(Shown page) {
        return page(page.wrong() ? Status.BAD_REQUEST : Status.OK, Templates.survey(page));
    }

    static RestResponse<String> thanks(String title) {
        return message(Status.OK, "Thank you", "Your answers to “%s” have arrived.".formatted(title));
    }

    static RestResponse<String> closed() {
        return message(Status.GONE, "This survey is closed", "Its owner takes no more answers.");
    }

    static RestResponse<String> unknown() {
        return message(Status.NOT_FOUND, "This link does not work", "Perhaps a part of it was lost.");
    }

    static RestResponse<String> later() {
        return message(
                Status.SERVICE_UNAVAILABLE,
                "Please try again",
                "Something is not available at the moment. Go back and send your answers again.");
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
