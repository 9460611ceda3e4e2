using System.Text.Json;
using GridCase.Workflows.Durable;

namespace GridCase.Engine;

/// <summary>Replays recorded histories against the code that is registered now, so that a change that would park running instances is found before.</summary>
public static class HistoryReplayer
{
    /// <summary>The first thing the code does otherwise than the history says, or null when it does the same.</summary>
    public static string? FirstMismatch(WorkflowRegistry registry, RecordedHistory history, JsonSerializerOptions? json = null)
    {
        var strayed = false;
        try
        {
            var code = registry.Orchestration(history.Orchestration);
            var execution = new Execution(history.InstanceId, code, json ?? EngineJson.Default, _ => new Silent(), _ => strayed = true);
            execution.Replay(history.Turns);
            return strayed ? new ForeignAwaitException().Message : null;
        }
        catch (NondeterminismException error)
        {
            return error.Message;
        }
        catch (ForeignAwaitException error)
        {
            return error.Message;
        }
        catch (UnknownOrchestrationException error)
        {
            return error.Message;
        }
        catch (JsonException error)
        {
            return $"A payload of the history does not fit the code's type any more: {error.Message}";
        }
    }

    private sealed class Silent : WorkflowLog
    {
        public override void Write(int eventId, string eventName, string subject, long? number = null)
        {
        }
    }
}
