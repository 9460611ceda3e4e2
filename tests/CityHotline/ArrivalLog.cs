using System.Text.Json;

namespace GridCase.StandIns;

/// <summary>What came, one JSON line each, on the disk before anybody is answered. Ids that were taken are known again after a restart.</summary>
internal sealed class ArrivalLog : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Lock one = new();
    private readonly HashSet<string> seen = [];
    private readonly HashSet<string> taken = [];
    private readonly FileStream file;
    private int number;

    public ArrivalLog(string path)
    {
        if (File.Exists(path))
        {
            foreach (var line in File.ReadLines(path))
            {
                var arrival = JsonSerializer.Deserialize<Arrival>(line, Json)!;
                (number, _) = (arrival.Number, seen.Add(arrival.Id ?? ""));
                if (arrival.Taken) taken.Add(arrival.Id!);
            }
        }

        file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    public int Taken
    {
        get
        {
            lock (one) return taken.Count;
        }
    }

    public bool HasSeen(string id)
    {
        lock (one) return seen.Contains(id);
    }

    /// <summary>Writes an arrival down. One that is taken and was taken before is a repeat: it is answered, and has no effect.</summary>
    public void Append(Arrival arrival)
    {
        lock (one)
        {
            seen.Add(arrival.Id ?? "");
            var repeat = arrival.Taken && !taken.Add(arrival.Id!);
            file.Write(JsonSerializer.SerializeToUtf8Bytes(arrival with { Number = ++number, Repeat = repeat }, Json));
            file.WriteByte((byte)'\n');
            file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => file.Dispose();
}

/// <param name="Number">1, 2, 3 … over all restarts.</param>
/// <param name="Answer">A status, or the mood that gave none.</param>
/// <param name="Taken">True when the hotline acted on it, whether or not the county could hear so.</param>
/// <param name="Repeat">True when it was taken before.</param>
internal sealed record Arrival(
    int Number, DateTimeOffset At, string? Id, string? Type, string? Subject, JsonElement? Data, string Key, bool Signed, string Answer, bool Taken, bool Repeat = false);
