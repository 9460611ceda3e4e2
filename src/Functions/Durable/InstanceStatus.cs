using System.Text.Json;

namespace GridCase.Functions.Durable;

/// <summary>What an instance says of itself: the port's word for operators, and the instant it was last armed for, by which the watchdog sees whether it waits rightly.</summary>
/// <param name="GaveUp">Why it failed though its own code is sound: an activity or a child kept faulting. Engines differ in what else they tell of a failure.</param>
internal sealed record InstanceStatus(string? Word, DateTimeOffset? Next, string? GaveUp = null)
{
    /// <summary>Reads what the engine kept; null when it is nothing of ours.</summary>
    public static InstanceStatus? Read(string? json)
    {
        if (string.IsNullOrEmpty(json)) return null;
        try
        {
            return JsonSerializer.Deserialize<InstanceStatus>(json, DurableJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
