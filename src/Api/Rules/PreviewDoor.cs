using System.Globalization;
using System.Text.Json;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Api.Rules;

/// <summary>Begins what is asked for.</summary>
internal sealed class PreviewDoor(Previews previews, RuleDesk rules, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(732);

    public async Task<IResult> Start(HttpContext http, RuleSort sort)
    {
        var asked = await Body.ReadStrict<PreviewDocument>(http, DraftDocument.Limit);
        var now = time.GetUtcNow().ToOffset(ChinaTime.Offset);
        var (from, to) = Stretch(asked, now);
        var order = Order(asked, sort, await rules.Ledger(http.RequestAborted)) with { From = from, To = to };
        if (order is { Sort: RuleSort.Calendar, Treatment: OpenCases.FromNow })
            throw ProblemException.Inconsistent("treatment-not-for-calendars", "A calendar gives nobody a new budget. Choose new-only, from-start or keep-warned.", "openCases");
        if (RuleChecks.Faults(sort, order.Document) is { IsEmpty: false } faults)
            throw RuleDoor.Problem(new(RefusalKind.Inconsistent, "check-failed", "The document cannot be used yet; nothing was counted."), faults);
        if (await previews.Start(order, http.Caller().Id, now, http.RequestAborted) is not { } begun)
        {
            throw new ProblemException(
                StatusCodes.Status429TooManyRequests, "too-many-previews", $"{Previews.AtOnce} previews run already. Wait for one to end, or cancel one.")
            { RetryAfter = TimeSpan.FromSeconds(10) };
        }

        var id = PreviewShow.IdOf(begun.Id);
        return Answer.Accepted($"/api/previews/{id}", new PreviewBegun(id));
    }

    private static PreviewOrder Order(PreviewDocument asked, RuleSort sort, RuleLedger ledger)
    {
        if (asked is { Version: not null, Document: not null })
            throw ProblemException.Inconsistent("version-or-document", "Name a version or send a document, not both.", "version");
        var scope = new PreviewScope(asked.Scope?.Unit, asked.Scope?.Grid, asked.Scope?.Category, asked.Scope?.Channel);
        PreviewOrder Of(string document, string version, int? revision, OpenCases? usual = null, int? undoes = null) =>
            new(sort, document, version, revision, asked.OpenCases ?? usual ?? OpenCases.FromStart, default, default, scope, undoes);
        if (asked.Document is { } sent)
        {
            return sent.ValueKind == JsonValueKind.Object
                ? Of(sent.GetRawText(), "document", null)
                : throw ProblemException.Malformed("invalid-value", "document is to be a JSON object.", "document");
        }

        if (asked.Version is { } name)
        {
            var version = ledger.Find(sort, name) ?? throw new ProblemException(StatusCodes.Status404NotFound, "unknown-version", "No such version was ever published here.");
            // One that waits is counted as what its confirmation would do, an undo as an undo.
            var waits = version.State == RuleState.Awaiting ? version.Publication : null;
            return Of(version.Document, name, null, version.Publication?.Treatment, waits?.Undoes);
        }

        var draft = ledger.Draft(sort) ?? throw new ProblemException(StatusCodes.Status404NotFound, "no-draft", "There is no draft. Save one first.");
        return Of(draft.Document, "draft", draft.Revision);
    }

    private static (DateTimeOffset From, DateTimeOffset To) Stretch(PreviewDocument asked, DateTimeOffset now)
    {
        var (from, to) = (Moment(asked.From!, "from", 0), Moment(asked.To!, "to", 1));
        if (from >= to) throw Inconsistent("to lies before from: past cases are those met between the two.");
        if (from >= now) throw Inconsistent("from lies in the future: nothing was met there yet.");
        if (to - from > Longest) throw Inconsistent("Past cases of two years at most are looked at.");
        return (from, to < now ? to : now);
    }

    /// <summary>A whole day, whose end is the next one's beginning, or an instant.</summary>
    private static DateTimeOffset Moment(string text, string field, int daysOn)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day is { Year: >= 2000 and < 2060 })
            return new(day.AddDays(daysOn).ToDateTime(TimeOnly.MinValue), ChinaTime.Offset);
        if (Asked.Instant(text, field) is { Year: >= 2000 and < 2060 } instant) return instant.ToOffset(ChinaTime.Offset);
        throw ProblemException.Malformed("out-of-bounds", $"{field} lies between 2000 and 2059.", field);
    }

    private static ProblemException Inconsistent(string detail) => ProblemException.Inconsistent("stretch-inconsistent", detail, "from");
}
