using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Lets open cases follow a move in the directory. A case that has followed, or that somebody moved on meanwhile, owes nothing more.</summary>
public sealed class GridMoveActivities(CaseDesk desk, ICaseStore cases, IDirectorySource directory)
{
    /// <summary>Cases in one batch: few enough that people's moves do not wait for it.</summary>
    private const int Batch = 50;

    /// <summary>Lets the next batch follow; the cursor that comes back says whether the round is over.</summary>
    public async Task<GridMoveCursor> MoveCases(GridMoveCursor cursor, DateTimeOffset now)
    {
        var queries = GridMoveWatch.CasesOf(directory.Current, cursor.MoveId);
        if (cursor.Place >= queries.Length) return cursor with { IsRoundOver = true };
        var page = await cases.List(queries[cursor.Place] with { After = cursor.After, Limit = Batch });
        var moved = 0;
        foreach (var row in page.Rows)
            if (await Follow(row.CaseId, now)) moved++;
        var place = page.Next is null ? cursor.Place + 1 : cursor.Place;
        return cursor with { Place = place, After = page.Next, Moved = cursor.Moved + moved, MovedInRound = cursor.MovedInRound + moved, IsRoundOver = place >= queries.Length };
    }

    private async Task<bool> Follow(string caseId, DateTimeOffset now)
    {
        GridMoved? owed = null;
        await desk.AddByRule(
            caseId,
            draft =>
            {
                owed = GridMoveRules.Owed(draft.File!, directory.Current);
                if (owed is not null) draft.Add(owed);
            },
            now,
            "grid-move");
        return owed is not null;
    }
}
