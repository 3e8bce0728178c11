package io.sillage.contacts.contact;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Page;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Complaints of the members of a list about emails.
@Path("/3.0/lists/{list_id}/abuse-reports")
@RolesAllowed(Role.API)
public class AbuseReportResource {

    /// @param campaignId empty: complaints name no email
    @JsonNaming(SnakeCaseStrategy.class)
    public record ReportView(
            int id,
            String campaignId,
            String listId,
            String emailId,
            String emailAddress,
            Map<String, Object> mergeFields,
            boolean vip,
            String date,
            @JsonProperty("_links") List<Link> links) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record ReportsView(
            List<ReportView> abuseReports,
            String listId,
            long totalItems,
            @JsonProperty("_links") List<Link> links) {}

    private final AudienceRepository audiences;
    private final AbuseReportRepository reports;
    private final Caller caller;
    private final Links links;

    AbuseReportResource(AudienceRepository audiences, AbuseReportRepository reports, Caller caller, Links links) {
        this.audiences = audiences;
        this.reports = reports;
        this.caller = caller;
        this.links = links;
    }

    @GET
    @WithSession
    public Uni<ReportsView> list(
            @RestPath("list_id") String listId, @RestQuery @Nullable String count, @RestQuery @Nullable String offset) {
        var page = Page.of(count, offset);
        return audiences.get(caller.accountId(), listId).chain(audience -> reports.page(audience.id(), page)
                .chain(found -> reports.count(audience.id()).map(total -> view(audience, found, total))));
    }

    @GET
    @Path("/{report_id}")
    @WithSession
    public Uni<ReportView> read(@RestPath("list_id") String listId, @RestPath("report_id") String reportId) {
        return audiences.get(caller.accountId(), listId).chain(audience -> reports.get(audience.id(), reportId)
                .map(report -> view(audience, report)));
    }

    private ReportsView view(Audience audience, List<AbuseReport> found, long total) {
        return new ReportsView(
                found.stream().map(report -> view(audience, report)).toList(),
                audience.listId(),
                total,
                links.of(path(audience))
                        .add("parent", "GET", "/lists/" + audience.listId())
                        .build());
    }

    private ReportView view(Audience audience, AbuseReport report) {
        var contact = report.contact();
        return new ReportView(
                report.id(),
                "",
                audience.listId(),
                contact.emailHash(),
                contact.address(),
                new ContactCard(audience, contact, List.of()).allValues(),
                contact.vip(),
                ApiTime.format(report.reportedAt()),
                links.of(path(audience) + "/" + report.id())
                        .add("parent", "GET", path(audience))
                        .build());
    }

    private static String path(Audience audience) {
        return "/lists/%s/abuse-reports".formatted(audience.listId());
    }
}
