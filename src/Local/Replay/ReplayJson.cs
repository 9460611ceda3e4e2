using System.Text.Encodings.Web;
using System.Text.Json;
using GridCase.Local.Replay.Orders;

namespace GridCase.Local.Replay;

/// <summary>Writes a report for programs.</summary>
internal static class ReplayJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="OrderFileException">The file cannot be written.</exception>
    public static async Task Write(string path, ReplayReport report)
    {
        try
        {
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(report, Options) + "\n");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OrderFileException($"The figures cannot be written to {path}: {error.Message}", error);
        }
    }
}
