using System.Globalization;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake;
using static GridCase.Workflows.Directory.Role;

namespace GridCase.Api.Cases;

/// <summary>What the rules propose at triage and dispatch, and how good the proposals were.</summary>
internal static class ProposalEndpoints
{
    private const int UsualDays = 90;
    private const int MostDays = 3_660;
    private const int MostCategories = 3;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/cases/{caseId}/proposals", Get).For(Dispatcher, Supervisor)
            .Summary("What the rules propose", "Units with their share of past cases and why; cases that may be about the same matter; grade, kind and category by the triage rules. A person decides.")
            .Gives<CaseProposals>().Refuses(404, "unknown-case");
        routes.MapGet("/api/proposals/quality", Quality).For(Dispatcher, Supervisor, Leader, Administrator, Auditor)
            .Summary("How good the proposals were", "Of the first dispatches from one day to another, the last included (90 days unless given): how many took the first unit proposed and how many one of three, by category.")
            .Gives<ProposalQuality>().Refuses(400, "invalid-value", "out-of-bounds");
    }

    private static async Task<IResult> Get(string caseId, HttpContext http, ICaseStore cases, IPrivateStore texts, CaseDesk desk, TimeProvider time)
    {
        var caller = http.Caller();
        var file = await cases.Visible(caseId, caller, http.RequestAborted);
        var context = desk.Context(caller.AsFirst(Dispatcher, Supervisor), time.GetUtcNow());
        var said = await texts.ReadTexts(file.Id, http.RequestAborted);
        var likenesses = (await desk.Likenesses(file, context, http.RequestAborted))
            .Where(likeness => caller.Sight.Covers(likeness.Head) && (caller.Has(Role.Hotline) || !likeness.TellsCallerOf(file)) && likeness.Head.Id != file.ParentId);
        return Answer.Ok(new CaseProposals(
            await desk.Proposals(file, context, http.RequestAborted), [.. likenesses.Select(Duplicate)], Grade(file, said, context.Policies), file.Kind, [.. Categories(file, said, context.Directory)]));
    }

    private static async Task<IResult> Quality(HttpContext http, ICaseStore cases, TimeProvider time, string? from, string? to)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().ToOffset(ChinaTime.Offset).DateTime);
        var last = Day(to, "to") ?? today;
        var first = Day(from, "from") ?? last.AddDays(-UsualDays);
        if (first > last || last.DayNumber - first.DayNumber > MostDays) throw ProblemException.Malformed("out-of-bounds", $"from lies before to, at most {MostDays} days.", "from");
        var counts = await cases.Choices(first, last, http.RequestAborted);
        var directory = http.Caller().Directory;
        var lines = counts.GroupBy(count => count.Category).Select(group => Line(group.Key, directory, [.. group])).OrderByDescending(line => line.Cases).ToList();
        var all = lines.Sum(line => line.Cases);
        return Answer.Ok(new ProposalQuality(
            first, last, all, all == 0 ? null : (double)lines.Sum(line => line.First) / all, all == 0 ? null : (double)lines.Sum(line => line.Cases - line.Other) / all, lines, null));
    }

    private static CategoryQuality Line(string category, CountyDirectory directory, IReadOnlyList<ChoiceCount> counts)
    {
        var (cases, other) = (counts.Sum(count => count.Cases), Of(0));
        return new(category, directory.Category(category)?.Name, cases, Of(1), Of(2), Of(3), other, (double)Of(1) / cases, (double)(cases - other) / cases);

        int Of(int rank) => counts.Where(count => count.Rank == rank).Sum(count => count.Cases);
    }

    private static DuplicateProposal Duplicate(Likeness likeness) => new(
        likeness.Head.Id, likeness.Head.Origin.Code, likeness.Relation, likeness.ByItself, !likeness.SameCaller, likeness.Head.Status, likeness.Head.RegisteredAt, likeness.Why);

    private static GradeProposal Grade(CaseFile file, IReadOnlyList<PrivateText> said, PolicyBook policies)
    {
        var policy = policies.Policy(file.PolicyVersion);
        var word = said.Where(text => text is { FactNumber: 1, Field: "text" or "title" }).Select(text => policy.EmergencyIn(text.Value)).FirstOrDefault(found => found is not null);
        if (word is not null) return new(Workflows.Cases.Grade.L1, false, "emergency-words", $"The text says {word.Word}: call {word.Call}.");
        var proposed = policy.Triage(file.Origin.Channel, file.Kind, file.Category, file.Origin.Urgency);
        return new(proposed.Grade, proposed.Auto, proposed.RulePath, proposed.Source);
    }

    /// <summary>The case's own category; for one that is not classified, those whose very name the sender used.</summary>
    private static IEnumerable<CategoryProposal> Categories(CaseFile file, IReadOnlyList<PrivateText> said, CountyDirectory directory)
    {
        if (directory.Category(file.Category) is { } own) return [new(own.Code, own.Name, "As registered or confirmed.")];
        var words = said.Where(text => text is { FactNumber: 1, Field: "category" or "title" or "text" }).Select(text => text.Value).ToList();
        return directory.Categories.Where(category => words.Exists(word => word.Contains(category.Name, StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(category => category.Name.Length).ThenBy(category => category.Code, StringComparer.Ordinal).Take(MostCategories)
            .Select(category => new CategoryProposal(category.Code, category.Name, $"The sender says {category.Name}."));
    }

    private static DateOnly? Day(string? text, string name) => string.IsNullOrEmpty(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw ProblemException.Malformed("invalid-value", $"{name} is a day such as 2026-03-01.", name);
}
