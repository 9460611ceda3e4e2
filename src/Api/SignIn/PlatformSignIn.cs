using System.Text.Json;
using System.Text.Json.Serialization;
using GridCase.Api.Hosting;
using Microsoft.Extensions.Options;

namespace GridCase.Api.SignIn;

/// <summary>
/// Finds who was signed in by the platform: the principal in the header <c>X-MS-CLIENT-PRINCIPAL</c> that App Service's authentication writes. Its sign-in name is
/// the user of an account here, whose password then counts for nothing; a disabled account is not let in.
/// </summary>
internal sealed class PlatformSignIn(RequestDelegate next, IOptions<ApiOptions> options)
{
    private const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const int Longest = 16 * 1024;

    /// <summary>Claims that may hold the sign-in name, the surest first.</summary>
    private static readonly string[] NameClaims =
    [
        "preferred_username", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", "upn", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "email",
    ];

    public async Task Invoke(HttpContext http)
    {
        if (options.Value.PlatformSignIn && http.CallerOrNone() is null && NameIn(http) is { } user && await new Session(user, null).Who(http) is { } caller) http.SetCaller(caller);
        await next(http);
    }

    /// <summary>The sign-in name that a request bears; to be believed only where the platform signs people in.</summary>
    internal static string? NameIn(HttpContext http) => NameOf(http.Request.Headers[Header].ToString());

    /// <summary>The sign-in name in small letters; null where the header is missing or no principal.</summary>
    internal static string? NameOf(string header)
    {
        if (header.Length is 0 or > Longest) return null;
        try
        {
            var principal = JsonSerializer.Deserialize<Principal>(Convert.FromBase64String(header));
            var claims = principal?.Claims ?? [];
            return NameClaims.Select(name => claims.FirstOrDefault(claim => claim.Type == name)?.Value).FirstOrDefault(value => value is { Length: > 0 and <= 256 })?.ToLowerInvariant();
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            return null;
        }
    }

    private sealed record Principal([property: JsonPropertyName("claims")] IReadOnlyList<PrincipalClaim>? Claims);

    private sealed record PrincipalClaim([property: JsonPropertyName("typ")] string? Type, [property: JsonPropertyName("val")] string? Value);
}
