using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Escalation;

/// <summary>A post that nobody fills, or whose person is away at some time of the day; and who would be told in its place.</summary>
/// <param name="PostCode">The post; of a grid, <c>grid-worker@</c> and its code, whether or not the directory has such a post.</param>
/// <param name="PersonId">Who sits there and is away; null for a vacant post.</param>
/// <param name="AwayFrom">When the absence of that day begins.</param>
/// <param name="AwayUntil">When it ends.</param>
/// <param name="Answers">Who answers while it lasts; null when nobody in the county would.</param>
public sealed record Vacancy(string PostCode, string Title, string? UnitCode, string? GridCode, string? PersonId, DateTimeOffset? AwayFrom, DateTimeOffset? AwayUntil, Recipient? Answers);

/// <summary>Finds the posts of a county at which somebody else answers, by the same rules by which a ladder finds its people.</summary>
public static class Vacancies
{
    private const string WorkerTitle = "网格员";

    /// <summary>Every such post on the day of this instant, in the order of the directory: posts, then grids.</summary>
    public static IEnumerable<Vacancy> Of(CountyDirectory directory, DateTimeOffset at)
    {
        foreach (var post in directory.Posts.Where(post => post.UnitCode is not null))
            if (Find(directory, post.Code, post.Title, post.UnitCode, null, post.PersonId, at) is { } vacancy)
                yield return vacancy;
        foreach (var grid in directory.Grids)
            if (Find(directory, Post.CodeOf(Audience.GridWorker, grid.Code), WorkerTitle, null, grid.Code, grid.WorkerId, at) is { } vacancy)
                yield return vacancy;
    }

    private static Vacancy? Find(CountyDirectory directory, string code, string title, string? unit, string? grid, string? person, DateTimeOffset at)
    {
        if (person is null)
            return new(code, title, unit, grid, null, null, null, Instead(directory, code, unit, grid, at));
        if (Today(directory, person, at) is not { } absence)
            return null;
        var from = absence.From > at ? absence.From : at;
        return new(code, title, unit, grid, person, absence.From, absence.To, Instead(directory, code, unit, grid, from));
    }

    /// <summary>The absence that lasts now, else the next that begins before the day is over.</summary>
    private static Absence? Today(CountyDirectory directory, string person, DateTimeOffset at)
    {
        var tomorrow = new DateTimeOffset(at.ToOffset(ChinaTime.Offset).Date.AddDays(1), ChinaTime.Offset);
        return directory.AbsencesOf(person).Where(absence => absence.To > at && absence.From < tomorrow).MinBy(absence => absence.From);
    }

    private static Recipient? Instead(CountyDirectory directory, string code, string? unit, string? grid, DateTimeOffset at)
    {
        var word = code[..code.IndexOf('@', StringComparison.Ordinal)];
        if (Audience.IsKnown(word) && word != Audience.Holder)
            return AudienceResolver.Resolve(directory, [word], new(unit, null, grid), at) is [var recipient, ..] ? recipient : null;
        // No ladder names such a post; its deputy stands in when someone looks for its person.
        return directory.Post(code)?.DeputyId is { } deputy && !directory.IsAbsent(deputy, at) ? new(deputy, word, code, code) : null;
    }
}
