package io.sillage.events.shopify;

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

/// The custom pixel that the owner of a Shopify shop pastes into its settings.
@Path("/i/{id}/pixel.js")
@Door.Guarded
@PermitAll
public class PixelScriptResource implements Door {

    private static final String SCRIPT = read();

    private final Doors doors;
    private final Links links;

    PixelScriptResource(Doors doors, Links links) {
        this.doors = doors;
        this.links = links;
    }

    @Override
    public IntegrationType type() {
        return IntegrationType.SHOPIFY;
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

    private RestResponse<String> answer(Integration shop) {
        var url = links.outsideForScript("/i/" + shop.hexId() + "/pixel");
        return ResponseBuilder.ok("%s(\"%s\");\n".formatted(SCRIPT, url))
                .header("Content-Type", "text/javascript; charset=utf-8")
                .build();
    }

    private static String read() {
        try (InputStream script = PixelScriptResource.class.getResourceAsStream("/shopify/pixel.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
