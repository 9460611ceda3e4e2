using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Care;
using GridCase.Workflows.Deadlines;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GridCase.Api.Hosting;

/// <summary>What the OpenAPI document says beyond what the framework finds: who may call, keys, and every code that an endpoint refuses with.</summary>
internal static class ApiDocument
{
    private const string Cookie = "session";
    private const string Signed = "signature";

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "GridCase",
                Version = "1",
                Description =
                    "Social-governance cases of a county (网格化社会治理). JSON in UTF-8, camelCase, instants in ISO 8601 with an offset, enum values kebab-case. Errors are application/problem+json with a stable `code`. "
                    + "Lists are paged by `limit` (≤ 200) and the opaque `after`. Systems sign: `X-GridCase-Key`, `X-GridCase-Timestamp` (unix seconds, ±300 s), `X-GridCase-Signature` = hex HMAC-SHA256(secret, "
                    + "timestamp + \"\\n\" + METHOD + \"\\n\" + path-and-query + \"\\n\" + hex SHA-256 of the body). A write that a browser sends from another site is refused (`cross-site`).",
            };
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Cookie] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "gridcase", Description = "Set by POST /api/session." },
                [Signed] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = RequestSignature.SignatureHeader, Description = "With X-GridCase-Key and X-GridCase-Timestamp." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(Complete);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, context.JsonTypeInfo.Type);
            Inherit(schema, context.JsonTypeInfo.Type);
            // Of a list of such values the framework says nothing but that it is one.
            if (schema is { Type: { } type, Items: null } && type.HasFlag(JsonSchemaType.Array) && context.JsonTypeInfo.ElementType is { } element)
            {
                var item = new OpenApiSchema();
                Describe(item, element);
                schema.Items = item;
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>What our own converters write is unknown to the framework: words for enum values and marks, text for instants and periods.</summary>
    private static void Describe(OpenApiSchema schema, Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. Enum.GetNames(bare).Select(name => (JsonNode)JsonNamingPolicy.KebabCaseLower.ConvertName(name))];
        }
        else if (bare == typeof(CareEvery) || bare == typeof(MarkName)) schema.Type = JsonSchemaType.String;
        else if (bare == typeof(DateTimeOffset)) schema.Type = bare == type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
    }

    /// <summary>What a record takes over from a shorter one is as sure to be there as in the shorter one; the framework asks only the constructor of the record itself.</summary>
    private static void Inherit(OpenApiSchema schema, Type type)
    {
        for (var shorter = type.BaseType; shorter is not null; shorter = shorter.BaseType)
            foreach (var parameter in shorter.GetConstructors().SelectMany(made => made.GetParameters()))
                if (JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!) is var name && schema.Properties?.ContainsKey(name) == true)
                    (schema.Required ??= new HashSet<string>()).Add(name);
    }

    private static async Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var door = metadata.OfType<Door>().First();
        if (!door.Roles.IsEmpty) operation.Description += $" Roles: {string.Join(", ", door.Roles.Select(GridCase.Workflows.Cases.KebabCase.Of))}.";
        if (!door.IsOpenToAnyone)
            operation.Security = [Requirement(Cookie, context), Requirement(Signed, context)];
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            if (parameter.In == ParameterLocation.Query) parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
        if (metadata.OfType<TakesKey>().FirstOrDefault() is { } key)
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = RepeatGuard.Header,
                In = ParameterLocation.Header,
                Required = key.IsRequired,
                Description = "1 to 128 visible ASCII characters, made by the sender. A repeat answers as the first did.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 128 },
            });
        var schema = await Problem(context, cancellation);
        operation.Responses ??= [];
        var refusals = metadata.OfType<Refusals>().Concat([new Refusals(429, ["too-many-requests"])]);
        foreach (var group in refusals.GroupBy(refusal => refusal.Status).OrderBy(group => group.Key))
            operation.Responses[group.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = "code: " + string.Join(", ", group.SelectMany(refusal => refusal.Codes).Distinct()),
                Content = ErrorsOf(context, schema),
            };
    }

    /// <summary>Every refusal has one shape, so that it is told once and not a thousand times.</summary>
    private static async Task<IOpenApiSchema> Problem(OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        const string name = "Problem";
        var document = context.Document!;
        if (document.Components?.Schemas?.ContainsKey(name) != true) document.AddComponent<IOpenApiSchema>(name, await context.GetOrCreateSchemaAsync(typeof(ProblemAnswer), null, cancellation));
        return new OpenApiSchemaReference(name, document);
    }

    /// <summary>Open311 has error documents of its own.</summary>
    private static Dictionary<string, OpenApiMediaType> ErrorsOf(OpenApiOperationTransformerContext context, IOpenApiSchema problem) =>
        context.Description.RelativePath?.StartsWith("open311/", StringComparison.Ordinal) == true
            ? new() { ["text/xml"] = new(), ["application/json"] = new() }
            : new() { [ProblemWriter.ContentType] = new() { Schema = problem } };

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiOperationTransformerContext context) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] };
}
