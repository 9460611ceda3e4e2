using System.ComponentModel.DataAnnotations;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Cases;

/// <summary>Which personal value is to be shown, and why.</summary>
public sealed record RevealDocument
{
    /// <summary>caller-name, caller-phone, caller-id-number or caller-email.</summary>
    [Required, StringLength(40, MinimumLength = 1)]
    public string? Field { get; init; }

    /// <summary>5 to 200 characters; kept with the look.</summary>
    [Required, StringLength(200, MinimumLength = 5)]
    public string? Reason { get; init; }
}

/// <summary>One personal value.</summary>
/// <param name="HideAt">When the page is to hide it again.</param>
public sealed record Revealed(string Field, string Value, DateTimeOffset RevealedAt, DateTimeOffset HideAt);

/// <summary>Shows one personal value to whoever needs it for the case. The look is recorded before the value is answered.</summary>
internal static class RevealEndpoint
{
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(10);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/cases/{caseId}/reveal", Post).For(Hotline, UnitClerk, Dispatcher, Supervisor).ForKeys(KeyPurpose.Hotline).Takes<RevealDocument>()
        .Summary("Reveal one personal value", "For the clerk of the unit that holds the case, the centre and the hotline; of a confidential order for the hotline only. Each look is recorded with its reason. Takes no Idempotency-Key.")
        .Gives<Revealed>().Refuses(403, "not-the-holder", "confidential-caller").Refuses(404, "unknown-case", "no-such-value");

    private static async Task<IResult> Post(string caseId, HttpContext http, ICaseStore cases, IPrivateStore texts, TimeProvider time)
    {
        var caller = http.Caller();
        var asked = await Body.Read<RevealDocument>(http);
        var field = FieldOf(asked.Field!);
        var file = await cases.Visible(caseId, caller, http.RequestAborted);
        if (!CaseViews.MaySeeCaller(file, caller)) throw ProblemException.Forbidden("confidential-caller", "The caller asked for confidentiality: only the hotline knows who it is.");
        if (!caller.HasAny([Hotline, Dispatcher, Supervisor]) && caller.Person.UnitCode != file.UnitCode)
            throw ProblemException.Forbidden("not-the-holder", "Only the unit that holds the case may see this.");
        var now = time.GetUtcNow();
        var value = await texts.Reveal(file.Id, field, new(file.Id, field, caller.Id, asked.Reason!.Trim(), now), http.RequestAborted);
        return value is null
            ? throw new ProblemException(StatusCodes.Status404NotFound, "no-such-value", "The case has no such value.")
            : Answer.Ok(new Revealed(field, value, now, now + Shown));
    }

    private static string FieldOf(string field) => field switch
    {
        IdentityFields.CallerName or "name" or "caller.name" => IdentityFields.CallerName,
        IdentityFields.CallerPhone or "phone" or "caller.phone" => IdentityFields.CallerPhone,
        IdentityFields.CallerIdNumber or "idNumber" or "id-number" or "caller.idNumber" => IdentityFields.CallerIdNumber,
        IdentityFields.CallerEmail or "email" or "caller.email" => IdentityFields.CallerEmail,
        _ => throw ProblemException.Malformed("invalid-value", $"field is one of {IdentityFields.CallerName}, {IdentityFields.CallerPhone}, {IdentityFields.CallerIdNumber}, {IdentityFields.CallerEmail}.", "field"),
    };
}
