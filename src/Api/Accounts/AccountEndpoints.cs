using System.Globalization;
using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Accounts;

/// <summary>Local accounts (账号): who of the directory may sign in. Where the platform signs people in, these doors are not used.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/accounts", List).For(Administrator, Auditor).Paged()
            .Summary("Accounts", "In the order of their users, with the roles that the directory gives them now. Passwords are never answered.").Gives<Page<AccountLine>>();
        routes.MapPost("/api/accounts", Post).For(Administrator).Takes<AccountsDocument>()
            .Summary("Make accounts", "For up to 50 people of the directory, all or none. The answer holds their passwords, this once; who loses one has it reset.")
            .Gives<DrawnPasswords>(201).Refuses(409, "user-taken", "person-has-account", "accounts-changed").Refuses(422, "unknown-person", "named-twice");
        routes.MapPost("/api/accounts/{user}/password", Reset).For(Administrator)
            .Summary("Reset a password", "Draws a new one, shown this once, and ends the sessions of the old. A repeat draws another.").Gives<DrawnPassword>().Refuses(404, "unknown-account").Refuses(409, "accounts-changed");
        routes.MapPost("/api/accounts/{user}/disable", (string user, HttpContext http, AccountDesk desk) => Switch(user, true, http, desk)).For(Administrator)
            .Summary("Disable an account", "Ends its sessions; cases and history stay. A repeat changes nothing.").Gives<AccountLine>().Refuses(404, "unknown-account").Refuses(409, "own-account", "last-administrator", "accounts-changed");
        routes.MapPost("/api/accounts/{user}/enable", (string user, HttpContext http, AccountDesk desk) => Switch(user, false, http, desk)).For(Administrator)
            .Summary("Enable an account", "A repeat changes nothing.").Gives<AccountLine>().Refuses(404, "unknown-account").Refuses(409, "accounts-changed");
        routes.MapGet("/api/accounts/history", History).For(Administrator, Auditor).Paged()
            .Summary("What was done to accounts", "The newest first.").Gives<Page<AccountDeedLine>>().Refuses(400, "bad-cursor");
        routes.MapPost("/api/me/password", Choose).Everyone().Takes<PasswordDocument>()
            .Summary("Choose my password", "12 to 256 characters. Ends every session of the old password: sign in again.").Gives(204).Refuses(403, "wrong-password", "no-account").Refuses(422, "easy-password").Refuses(429, "too-many-attempts");
    }

    private static async Task<IResult> List(HttpContext http, IAccountRegister register, AccountDesk desk, string? after, string? limit)
    {
        var most = Asked.Limit(limit);
        var found = await register.List(after is { Length: > 64 } ? after[..64] : after, most + 1, http.RequestAborted);
        return Answer.Ok(new Page<AccountLine>([.. found.Take(most).Select(desk.Line)], found.Count > most ? found[most - 1].User : null));
    }

    private static async Task<IResult> Post(HttpContext http, AccountDesk desk)
    {
        var document = await Body.Read<AccountsDocument>(http);
        return Answer.Created("/api/accounts", await desk.Make(document.Accounts!, http.Caller()));
    }

    private static async Task<IResult> Reset(string user, HttpContext http, AccountDesk desk) => Answer.Ok(await desk.Reset(user, http.Caller()));

    private static async Task<IResult> Switch(string user, bool disabled, HttpContext http, AccountDesk desk) => Answer.Ok(await desk.Switch(user, disabled, http.Caller()));

    private static async Task<IResult> Choose(HttpContext http, AccountDesk desk, SignInFailures failures)
    {
        var document = await Body.Read<PasswordDocument>(http);
        var (caller, address) = (http.Caller(), http.Connection.RemoteIpAddress?.ToString() ?? "-");
        failures.RefuseIfTooMany(caller.Id, address);
        try
        {
            await desk.Choose(document, caller);
        }
        catch (Problems.ProblemException wrong) when (wrong.Code == "wrong-password")
        {
            failures.Add(caller.Id, address);
            throw;
        }

        failures.Clear(caller.Id, address);
        return Results.NoContent();
    }

    private static async Task<IResult> History(HttpContext http, IAccountRegister register, AccountDesk desk, string? after, string? limit)
    {
        var most = Asked.Limit(limit);
        int? before = null;
        if (!string.IsNullOrEmpty(after)) before = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw CaseFilter.BadCursor();
        var deeds = await register.Deeds(before, most + 1, http.RequestAborted);
        var directory = http.Caller().Directory;
        return Answer.Ok(new Page<AccountDeedLine>(
            [.. deeds.Take(most).Select(deed => new AccountDeedLine(deed.Number, deed.At, deed.By, directory.Person(deed.By)?.DisplayName, deed.User, deed.What))],
            deeds.Count > most ? deeds[most - 1].Number.ToString(CultureInfo.InvariantCulture) : null));
    }
}
