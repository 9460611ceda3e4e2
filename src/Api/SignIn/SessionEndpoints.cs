using System.ComponentModel.DataAnnotations;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Workflows.Directory;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace GridCase.Api.SignIn;

/// <summary>What a person signs in with.</summary>
public sealed record Credentials
{
    [Required, StringLength(64, MinimumLength = 1)]
    public string? User { get; init; }

    [Required, StringLength(256, MinimumLength = 1)]
    public string? Password { get; init; }
}

/// <summary>Who is signed in.</summary>
/// <param name="Scope">What of the county is seen: a division code's leading digits, or a unit.</param>
/// <param name="System">True when a system signed in this person's name.</param>
public sealed record Me(
    string PersonId, string Name, IReadOnlyList<Role> Roles, string? Unit, string? UnitName, IReadOnlyList<string> Grids, string Scope, string County, string CountyName, bool System, DateTimeOffset Now);

/// <summary>How people sign in.</summary>
/// <param name="Accounts">With user and password, by <c>POST /api/session</c>.</param>
/// <param name="Platform">By the platform in front of this host: at <c>/.auth/login/aad</c>, and out at <c>/.auth/logout</c>.</param>
/// <param name="Unknown">Whom the platform signed in although no account here that is in use has this name; null where the asker is known or did not sign in.</param>
public sealed record SignInWays(bool Accounts, bool Platform, string? Unknown);

/// <summary>How to sign in, sign-in, sign-out, who am I.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/session", SignIn).Anyone().Takes<Credentials>().Summary("Sign in", "Sets the session cookie. Wrong passwords are counted per user and address.")
            .Gives(204).Refuses(401, "bad-credentials").Refuses(403, "accounts-off").Refuses(429, "too-many-attempts");
        routes.MapGet("/api/session", HowToSignIn).Anyone().Summary("How to sign in", "Which ways this host offers. Tells nothing of who has an account.").Gives<SignInWays>();
        routes.MapDelete("/api/session", (Delegate)SignOut).Anyone().Summary("Sign out", "Clears the session cookie; also fine when nobody is signed in.").Gives(204);
        routes.MapGet("/api/me", WhoAmI).Everyone().ForKeys([.. Enum.GetValues<KeyPurpose>()]).Summary("Who am I", "The signed-in person with roles and scope.").Gives<Me>();
    }

    private static IResult HowToSignIn(HttpContext http, IOptions<ApiOptions> options) =>
        Answer.Ok(new SignInWays(options.Value.AccountSignIn, options.Value.PlatformSignIn, options.Value.PlatformSignIn && http.CallerOrNone() is null ? PlatformSignIn.NameIn(http) : null));

    private static async Task<IResult> SignIn(HttpContext http, IAccountStore accounts, IDirectorySource directory, SignInFailures failures, IOptions<ApiOptions> options, ILogger<Credentials> log)
    {
        if (!options.Value.AccountSignIn) throw ProblemException.Forbidden("accounts-off", "People sign in through the platform in front of this host, not here.");
        var given = await Body.Read<Credentials>(http);
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "-";
        failures.RefuseIfTooMany(given.User!, address);
        var account = await accounts.Find(given.User!, http.RequestAborted);
        var matches = Passwords.Matches(account?.PasswordHash ?? Passwords.OfNobody, given.Password!);
        if (!matches || account is not { Disabled: false } || directory.Current.Person(account.PersonId) is null)
        {
            failures.Add(given.User!, address);
            ApiLog.SignInRefused(log, "bad-credentials");
            throw ProblemException.NotSignedIn("bad-credentials", "The user or the password is wrong.");
        }

        failures.Clear(given.User!, address);
        await http.SignInAsync(SessionCookie.Scheme, SessionCookie.PrincipalOf(account), new AuthenticationProperties { IsPersistent = false });
        return Results.NoContent();
    }

    private static async Task<IResult> SignOut(HttpContext http)
    {
        await http.SignOutAsync(SessionCookie.Scheme);
        return Results.NoContent();
    }

    private static IResult WhoAmI(HttpContext http, TimeProvider time)
    {
        var caller = http.Caller();
        var person = caller.Person;
        var unit = person.UnitCode is { } code ? caller.Directory.Unit(code) : null;
        return Answer.Ok(new Me(
            person.Id, person.DisplayName, person.Roles, person.UnitCode, unit?.Name, person.Grids, person.Scope, caller.Directory.Code, caller.Directory.Name, caller.KeyId is not null, time.GetUtcNow()));
    }
}
