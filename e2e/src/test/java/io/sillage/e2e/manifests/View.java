package io.sillage.e2e.manifests;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The kustomizations of the repository, each as it is written and as kubectl renders it.
enum View {
    BASE_AS_WRITTEN("base", false),
    BASE_AS_RENDERED("base", true),
    DEV_AS_WRITTEN("overlays/dev", false),
    DEV_AS_RENDERED("overlays/dev", true);

    private final Path directory;
    private final boolean rendered;
    private @Nullable Manifests manifests;

    View(String directory, boolean rendered) {
        this.directory = Checkout.path("k8s").resolve(directory);
        this.rendered = rendered;
    }

    synchronized Manifests manifests() {
        if (manifests == null) {
            manifests = rendered ? Manifests.asRendered(directory) : Manifests.asWritten(directory);
        }
        return manifests;
    }

    boolean isRendered() {
        return rendered;
    }
}
