package io.sillage.events.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A survey as the API shows it.
///
/// @param url where people answer it
/// @param status `draft` as long as it was never published, then `published` or `unpublished`
/// @param publishedAt absent if it never was
/// @param questions as they are edited; absent in reports
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SurveyView(
        String id,
        long webId,
        String listId,
        String listName,
        String title,
        @Nullable String description,
        String url,
        String status,
        @Nullable String publishedAt,
        String createdAt,
        String updatedAt,
        long totalResponses,
        @Nullable List<Question> questions,
        @JsonProperty("_links") List<Link> links) {

    static SurveyView ofOwner(Survey survey, String url, List<Link> links) {
        var draft = survey.draft();
        return view(survey, draft.title(), draft.description(), url, draft.questions(), links);
    }

    static SurveyView ofReport(Survey survey, String url, List<Link> links) {
        return view(survey, survey.asked().title(), null, url, null, links);
    }

    private static SurveyView view(
            Survey survey,
            String title,
            @Nullable String description,
            String url,
            @Nullable List<Question> questions,
            List<Link> links) {
        return new SurveyView(
                survey.hexId(),
                survey.webId(),
                survey.listId(),
                survey.listName(),
                title,
                description,
                url,
                status(survey),
                Optional.ofNullable(survey.publishedAt()).map(ApiTime::format).orElse(null),
                ApiTime.format(survey.createdAt()),
                ApiTime.format(survey.updatedAt()),
                survey.totalResponses(),
                questions,
                links);
    }

    private static String status(Survey survey) {
        if (survey.shown() == null) {
            return "draft";
        }
        return survey.published() ? "published" : "unpublished";
    }
}
