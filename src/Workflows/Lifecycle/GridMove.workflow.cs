using System.Text.Json;
using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>
/// 网格调整: lets every open case follow a move in the directory, batch by batch, round by round. It ends after a round, later than the first, that found
/// nothing: whoever acted with the directory of before has appended by then.
/// </summary>
public sealed class GridMove : Workflow<GridMoveCursor, int>
{
    /// <summary>Long enough that what was begun before the move is written.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    public override async Task<int> Run(WorkflowContext context, GridMoveCursor cursor)
    {
        var next = await context.Call(Activities.MoveCases, cursor, RetryPolicy.Transient);
        context.SetStatus(JsonSerializer.Serialize(next, JsonSerializerOptions.Web));
        if (next.IsRoundOver)
        {
            if (next is { Round: > 1, MovedInRound: 0 }) return next.Moved;
            await context.TimerUntil(context.Now + Settling, CancellationToken.None);
            next = new(next.MoveId, next.Round + 1, 0, null, next.Moved, 0, false);
        }

        context.ContinueAsNew(next);
        return next.Moved;
    }
}

/// <summary>How far a move has come; the status of its orchestration as well.</summary>
/// <param name="MoveId">See <see cref="Directory.FormerGrid.MoveId"/>.</param>
/// <param name="Round">1 for the first.</param>
/// <param name="Place">Which of the codes that the move gave up is being looked at.</param>
/// <param name="After">After this place in the list of its cases.</param>
/// <param name="Moved">Cases that have followed in all.</param>
/// <param name="MovedInRound">Cases that have followed in this round.</param>
public sealed record GridMoveCursor(string MoveId, int Round, int Place, string? After, int Moved, int MovedInRound, bool IsRoundOver)
{
    public static GridMoveCursor Of(string moveId) => new(moveId, 1, 0, null, 0, 0, false);
}
