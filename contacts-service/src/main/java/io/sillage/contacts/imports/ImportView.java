package io.sillage.contacts.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An import as our API shows it.
///
/// @param reason why it failed
/// @param columns what each column of the file was taken for; an empty text for those left out
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportView(
        String id,
        String listId,
        String status,
        @Nullable String reason,
        RowsView rows,
        long bytes,
        List<String> columns,
        SettingsView settings,
        String createdAt,
        String startedAt,
        String finishedAt,
        @JsonProperty("_links") List<Link> links) {

    /// How many rows came, and what became of those that were read.
    @JsonNaming(SnakeCaseStrategy.class)
    public record RowsView(long uploaded, long read, long created, long updated, long unchanged, long refused) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record SettingsView(
            String encoding,
            String status,
            List<String> tags,
            List<String> groups,
            boolean updateExisting,
            boolean skipMergeValidation,
            boolean triggerFlows) {

        static SettingsView of(ImportSettings settings) {
            return new SettingsView(
                    settings.encoding(),
                    settings.status(),
                    settings.tags(),
                    settings.groups(),
                    settings.updateExisting(),
                    settings.skipMergeValidation(),
                    settings.triggerFlows());
        }
    }

    static ImportView of(Import job, String listId, Links links) {
        return new ImportView(
                job.id().toString(),
                listId,
                job.status().word(),
                job.reason(),
                new RowsView(
                        job.rowsUploaded(),
                        job.rowsRead(),
                        job.rowsCreated(),
                        job.rowsUpdated(),
                        job.rowsUnchanged(),
                        job.rowsRefused()),
                job.bytes(),
                job.columns().targets(),
                SettingsView.of(job.settings()),
                ApiTime.format(job.createdAt()),
                ApiTime.format(job.startedAt()),
                ApiTime.format(job.finishedAt()),
                links(job, listId, links));
    }

    private static List<Link> links(Import job, String listId, Links links) {
        var collection = "/lists/" + listId + "/imports";
        var self = collection + "/" + job.id();
        return links.of(self)
                .add("parent", "GET", collection)
                .add("pause", "POST", self + "/actions/pause")
                .add("resume", "POST", self + "/actions/resume")
                .add("cancel", "POST", self + "/actions/cancel")
                .add("rejections", "GET", self + "/rejections.csv")
                .build();
    }
}
