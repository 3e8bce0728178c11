package io.sillage.events.site;

import io.sillage.events.integration.Door;
import io.sillage.events.integration.Doors;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.platform.http.Links;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// The script that a connected site includes in its pages.
@Path("/i/{id}/site.js")
@Door.Guarded
@PermitAll
public class SiteScriptResource implements Door {

    private static final String SCRIPT = read();

    private final Doors doors;
    private final Links links;

    SiteScriptResource(Doors doors, Links links) {
        this.doors = doors;
        this.links = links;
    }

    @Override
    public IntegrationType type() {
        return IntegrationType.SITE;
    }

    @Override
    public String action(UnaryOperator<@Nullable String> headers) {
        return "script";
    }

    @Override
    public Proof proof(Integration integration, UnaryOperator<@Nullable String> headers) {
        return Proof.NONE;
    }

    @GET
    public Uni<RestResponse<String>> script(@RestPath String id) {
        return Uni.createFrom().item(answer(doors.integration()));
    }

    private RestResponse<String> answer(Integration site) {
        var url = links.outsideForScript("/i/" + site.hexId() + "/collect");
        var call = "(\"%s\",%s);\n".formatted(url, site.flag("consent_required", true));
        return ResponseBuilder.ok(SCRIPT + call)
                .header("Content-Type", "text/javascript; charset=utf-8")
                .header("Cache-Control", "public, max-age=300")
                .build();
    }

    private static String read() {
        try (InputStream script = SiteScriptResource.class.getResourceAsStream("/site/site.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
