package io.sillage.contacts.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.contacts.imports.ImportStore.Place;
import io.sillage.contacts.imports.ImportUpload.Sender;
import io.sillage.platform.http.BoundedJson;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Link;
import io.sillage.platform.http.Links;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.StreamedBody;
import io.sillage.platform.identity.Caller;
import io.sillage.platform.identity.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/// Takes files of contacts. The answer comes when all of the file is kept; its rows are imported in the background.
@Path("/3.0/lists/{list_id}/imports")
@RolesAllowed(Role.API)
public class ImportUploadResource {

    private static final Set<String> FLAGS = Set.of("update_existing", "skip_merge_validation", "trigger_flows");
    private static final Set<String> TEXTS = Set.of("encoding", "delimiter", "status");
    private static final Set<String> LISTS = Set.of("tags", "groups");

    private final ImportUpload upload;
    private final ImportStore store;
    private final ImportPoller poller;
    private final Links links;
    private final ObjectMapper json;
    private final Caller caller;

    ImportUploadResource(
            ImportUpload upload,
            ImportStore store,
            ImportPoller poller,
            Links links,
            ObjectMapper json,
            Caller caller) {
        this.upload = upload;
        this.store = store;
        this.poller = poller;
        this.links = links;
        this.json = json;
        this.caller = caller;
    }

    /// @param id of the import that was begun
    public record BegunView(
            String id,
            @JsonProperty("list_id") String listId,
            String status,
            @JsonProperty("_links") List<Link> links) {}

    /// The file is the body; how it is to be understood stands in the query. Lists are comma-separated, `mapping` is
    /// JSON.
    @POST
    @RunOnVirtualThread
    @StreamedBody(limit = "sillage.imports.largest-file")
    @Consumes(MediaType.WILDCARD)
    public BegunView stream(@RestPath("list_id") String listId, @Context UriInfo uri, InputStream body) {
        return take(listId, place(listId), JsonBody.of(settings(uri)), body);
    }

    /// The file is the part `file`; how it is to be understood stands in the part `settings`, as JSON.
    @POST
    @RunOnVirtualThread
    @StreamedBody(limit = "sillage.imports.largest-file")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public BegunView form(
            @RestPath("list_id") String listId,
            @RestForm("file") @Nullable FileUpload file,
            @RestForm("settings") @Nullable String settings)
            throws IOException {
        var place = place(listId);
        if (file == null) {
            throw Problem.invalid("file", "This part is required.");
        }
        try (var body = Files.newInputStream(file.uploadedFile())) {
            return take(listId, place, JsonBody.of(parse("settings", settings == null ? "{}" : settings)), body);
        }
    }

    /// Fails with 404 if the account has no such list.
    private Place place(String listId) {
        return store.find(caller.accountId(), listId).orElseThrow(Problem::notFound);
    }

    private BegunView take(String listId, Place place, JsonBody settings, InputStream body) {
        var sender = new Sender(caller.accountId(), caller.actor());
        var id = upload.take(sender, place, ImportForm.read(settings, place.groups()), body);
        poller.wake();
        var collection = "/lists/" + listId + "/imports";
        var built =
                links.of(collection + "/" + id).add("parent", "GET", collection).build();
        return new BegunView(id.toString(), listId, "queued", built);
    }

    private ObjectNode settings(UriInfo uri) {
        var settings = json.createObjectNode();
        uri.getQueryParameters().forEach((name, values) -> {
            var value = values.getFirst();
            if (FLAGS.contains(name)) {
                settings.put(name, value.equalsIgnoreCase("true") || value.equals("1"));
            } else if (TEXTS.contains(name)) {
                settings.put(name, value);
            } else if (LISTS.contains(name)) {
                var list = settings.putArray(name);
                List.of(value.split(",")).forEach(each -> list.add(each.strip()));
            } else if (name.equals("mapping")) {
                settings.set(name, parse(name, value));
            }
        });
        return settings;
    }

    private JsonNode parse(String field, String text) {
        try {
            return BoundedJson.readTree(text);
        } catch (Problem e) {
            throw Problem.invalid(field, "This value should be JSON. %s".formatted(e.getMessage()));
        }
    }
}
