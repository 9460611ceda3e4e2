using System.Collections.Immutable;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Hosting;

/// <summary>Who may pass an endpoint and what it answers with.</summary>
/// <param name="Roles">Any of them suffices; empty means whoever is signed in.</param>
internal sealed record Door(bool IsOpenToAnyone, ImmutableArray<Role> Roles, ImmutableArray<string> Offers);

/// <summary>The purposes of keys that open an endpoint. One without this is for people only.</summary>
internal sealed record OpensToKeys(ImmutableArray<KeyPurpose> Purposes);

/// <summary>What an endpoint may be refused with, for the OpenAPI document.</summary>
internal sealed record Refusals(int Status, ImmutableArray<string> Codes);

/// <summary>That an endpoint takes or wants an Idempotency-Key.</summary>
internal sealed record TakesKey(bool IsRequired);

/// <summary>Says of an endpoint what it is, who may pass, what it takes and gives: once, for the gate and for the OpenAPI document.</summary>
internal static class DoorPlates
{
    private static readonly ImmutableArray<string> Json = ["application/json", "application/problem+json"];

    public static RouteHandlerBuilder Anyone(this RouteHandlerBuilder endpoint, params ImmutableArray<string> offers) =>
        endpoint.WithMetadata(new Door(true, [], offers.IsDefaultOrEmpty ? Json : offers));

    public static RouteHandlerBuilder Everyone(this RouteHandlerBuilder endpoint, params ImmutableArray<string> offers) =>
        endpoint.WithMetadata(new Door(false, [], offers.IsDefaultOrEmpty ? Json : offers)).Refuses(401, "not-signed-in");

    public static RouteHandlerBuilder For(this RouteHandlerBuilder endpoint, params ImmutableArray<Role> roles) =>
        endpoint.WithMetadata(new Door(false, roles, Json)).Refuses(401, "not-signed-in").Refuses(403, "role-lacks-operation");

    /// <summary>Systems with a key of one of these purposes pass too, as long as the person in whose name they act has a role that passes.</summary>
    public static RouteHandlerBuilder ForKeys(this RouteHandlerBuilder endpoint, params ImmutableArray<KeyPurpose> purposes) =>
        endpoint.WithMetadata(new OpensToKeys(purposes)).Refuses(403, "key-lacks-operation");

    public static RouteHandlerBuilder Summary(this RouteHandlerBuilder endpoint, string summary, string description) =>
        endpoint.WithSummary(summary).WithDescription(description);

    /// <summary>The endpoint reads its body itself, strictly; this tells the OpenAPI document.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint)
        where T : notnull =>
        endpoint.Accepts<T>("application/json").Refuses(413, "too-large").Refuses(415, "unsupported-media-type")
            .Refuses(400, "missing-body", "malformed-json", "malformed-text", "duplicate-property", "too-deep", "missing-field", "invalid-value", "out-of-bounds");

    /// <summary>The same of a body that may be left out.</summary>
    public static RouteHandlerBuilder MayTake<T>(this RouteHandlerBuilder endpoint)
        where T : notnull =>
        endpoint.Accepts<T>(true, "application/json").Refuses(413, "too-large").Refuses(415, "unsupported-media-type")
            .Refuses(400, "missing-body", "malformed-json", "malformed-text", "duplicate-property", "too-deep", "missing-field", "invalid-value", "out-of-bounds");

    public static RouteHandlerBuilder Keyed(this RouteHandlerBuilder endpoint, bool required) =>
        endpoint.WithMetadata(new TakesKey(required)).Refuses(409, "idempotency-key-reused").Refuses(400, required ? ["idempotency-key-required", "idempotency-key-invalid"] : ["idempotency-key-invalid"]);

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder endpoint, int status = 200) => endpoint.Produces<T>(status, "application/json");

    public static RouteHandlerBuilder Gives(this RouteHandlerBuilder endpoint, int status, string? type = null) => endpoint.Produces(status, null, type);

    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, int status, params ImmutableArray<string> codes) =>
        endpoint.WithMetadata(new Refusals(status, codes));

    public static RouteHandlerBuilder Paged(this RouteHandlerBuilder endpoint) => endpoint.Refuses(400, "out-of-bounds", "invalid-value", "bad-cursor");

    public static RouteHandlerBuilder Limit(this RouteHandlerBuilder endpoint, int bytes) => endpoint.WithMetadata(new BodyLimit(bytes));
}
