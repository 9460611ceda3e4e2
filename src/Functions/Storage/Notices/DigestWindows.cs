using GridCase.Functions.Tables;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>
/// Counts what leaves by one channel to one person in a window. The count and what was counted lie in one partition and change in one step: a notice is counted
/// once, whatever is repeated, and nothing comes into a digest that was closed.
/// </summary>
internal sealed class DigestWindows(Shelf shelf, ParcelDays days)
{
    private const string CountKey = "count";
    private const string Closed = "closed";

    /// <summary>The window in whose digest the notice leaves by a channel; null when it leaves by itself.</summary>
    public async Task<DigestWindow?> Place(NoticeRow row, NoticeBody body, string channel, CancellationToken cancellation)
    {
        var notice = body.Notice;
        for (var window = body.Rule.WindowOf(body.LeavesFrom); ; window = window.Next)
        {
            var partition = PartitionOf(channel, notice.PersonId, window.From);
            while (true)
            {
                var told = Row.Of(partition, $"n|{TableKeys.Ascending(row.Order)}|{row.Hash}");
                if (await shelf.Find<Row>(partition, told.RowKey, cancellation).ConfigureAwait(false) is { } counted) return counted.Number == 1 ? window : null;
                var count = await shelf.Find<Row>(partition, CountKey, cancellation).ConfigureAwait(false);
                var way = NoticeWindows.Ask(count?.Number ?? 0, count?.Word is not null, body.Rule);
                if (way == NoticeWay.NextWindow) break;
                (told.Number, told.Word) = (way == NoticeWay.Digest ? 1 : 0, $"{notice.Purpose}\n{notice.CaseCode}");
                if (await Count(told, count, way, window, cancellation).ConfigureAwait(false)) return way == NoticeWay.Digest ? window : null;
            }
        }
    }

    /// <summary>Closes a window, and gives what is held in it, in the order in which it came. A repeat gives the same.</summary>
    public async Task<IReadOnlyList<(string Purpose, string CaseCode)>> Close(string channel, string person, DateTimeOffset from, CancellationToken cancellation)
    {
        var partition = PartitionOf(channel, person, from);
        while (await shelf.Find<Row>(partition, CountKey, cancellation).ConfigureAwait(false) is { Word: null } count)
        {
            count.Word = Closed;
            if (await shelf.Replace(count, cancellation).ConfigureAwait(false)) break;
        }

        var held = await shelf.List<Row>(Stretch.Of(partition).Beginning("n|").And("Number eq 1L"), null, cancellation).ConfigureAwait(false);
        return [.. held.Select(row => row.Word!.Split('\n')).Select(words => (words[0], words[1]))];
    }

    private static string PartitionOf(string channel, string person, DateTimeOffset from) => $"w|{TableKeys.Safe(channel)}|{TableKeys.Safe(person)}|{TableKeys.Ascending(from.UtcTicks)}";

    private async Task<bool> Count(Row told, Row? count, NoticeWay way, DigestWindow window, CancellationToken cancellation)
    {
        var batch = new Batch().Add(told);
        if (count is null)
        {
            await days.Note(window.From, told.PartitionKey, null, cancellation).ConfigureAwait(false);
            count = Row.Of(told.PartitionKey, CountKey);
            count.Number = 1;
            batch.Add(count);
        }
        else
        {
            // Written even where nothing is added: that nobody has closed the window meanwhile is part of the step.
            if (way == NoticeWay.Single) count.Number++;
            batch.Replace(count);
        }

        return await shelf.Commit(batch, cancellation).ConfigureAwait(false);
    }
}
