package io.sillage.platform.identity;

/// Who may call an endpoint. Every resource says it: for one of these roles or, with `@PermitAll`, for everybody who
/// proves itself in another way or needs no proof.
public final class Role {

    /// Who acts for an account, with one of its API keys.
    public static final String API = "api";

    /// Who runs the installation.
    public static final String OPERATOR = "operator";

    private Role() {}
}
