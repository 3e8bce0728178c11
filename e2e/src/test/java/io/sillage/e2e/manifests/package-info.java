/// What deploys the product, held against itself and against the code: the Kubernetes manifests as they are written
/// and as kubectl renders them ([Manifests]), the Compose file ([Compose]), and the settings that the services really
/// read ([SettingsInCode]). Nothing is deployed here.
@NullMarked
package io.sillage.e2e.manifests;

import org.jspecify.annotations.NullMarked;
