package io.sillage.platform.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/// Endpoints of every kind that takes a body. Each tells how much it got.
@Path("/bodies")
@PermitAll
public class BodiesResource {

    @POST
    @Path("/json")
    @Consumes(MediaType.WILDCARD)
    public Uni<String> json(JsonBody body) {
        body.verify();
        return Uni.createFrom().item(body.fields().size() + " on the event loop: " + isOnEventLoop());
    }

    @POST
    @Path("/large")
    @BodyLimit(4 * BodyLimit.MIB)
    public Uni<String> large(JsonBody body) {
        return json(body);
    }

    @POST
    @Path("/form")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @BodyLimit(BodyLimit.SMALL)
    public Uni<String> form(MultivaluedMap<String, String> form) {
        return Uni.createFrom().item(form.toString());
    }

    @POST
    @Path("/bytes")
    @Consumes(MediaType.WILDCARD)
    public Uni<String> bytes(byte[] body) {
        return Uni.createFrom().item(String.valueOf(body.length));
    }

    @POST
    @Path("/none")
    public Uni<String> none() {
        return Uni.createFrom().item("none, on the event loop: " + isOnEventLoop());
    }

    @POST
    @Path("/file")
    @RunOnVirtualThread
    @Consumes(MediaType.WILDCARD)
    @StreamedBody(limit = "test.largest-file")
    public String file(InputStream body) throws IOException {
        return String.valueOf(body.transferTo(OutputStream.nullOutputStream()));
    }

    @POST
    @Path("/unwanted-file")
    @RunOnVirtualThread
    @Consumes(MediaType.WILDCARD)
    @StreamedBody(limit = "test.largest-file")
    public String unwantedFile(InputStream body) {
        throw Problem.notFound();
    }

    @POST
    @Path("/file")
    @RunOnVirtualThread
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @StreamedBody(limit = "test.largest-file")
    public String fileInForm(@RestForm("file") @Nullable FileUpload file) throws IOException {
        if (file == null) {
            throw Problem.invalid("file", "This part is required.");
        }
        return String.valueOf(Files.size(file.uploadedFile()));
    }

    @GET
    @Path("/outage")
    public Uni<String> outageWhileReading() {
        return Uni.createFrom().failure(new ClosedChannelException());
    }

    @POST
    @Path("/outage")
    public Uni<String> outage() {
        return outageWhileReading();
    }

    @PATCH
    @Path("/outage")
    public Uni<String> outageOfPatch() {
        return outageWhileReading();
    }

    @DELETE
    @Path("/outage")
    public Uni<String> outageOfDelete() {
        return outageWhileReading();
    }

    @GET
    @Path("/fine")
    public String fine() {
        return "fine";
    }

    @GET
    @Path("/stream")
    public Multi<String> stream() {
        return Multi.createFrom().range(0, 1_000_000).map("%d\n"::formatted);
    }

    private static boolean isOnEventLoop() {
        return Thread.currentThread().getName().contains("eventloop");
    }
}
