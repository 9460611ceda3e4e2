using System.Collections.Immutable;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>A request as it was understood, with every text made plain.</summary>
/// <param name="ContentHash">Of all that the client said of it, identity among it; hex SHA-256.</param>
public sealed record RequestDraft(PublicService Service, string ContentHash)
{
    public string? Description { get; init; }

    public ImmutableArray<Answered> Answers { get; init; } = [];

    public RequestPlace Place { get; init; } = new(null, null, null, null);

    public Caller? Caller { get; init; }

    /// <summary>Where the sender keeps a picture. Noted in the case; never fetched and never published.</summary>
    public string? MediaUrl { get; init; }

    /// <summary>What the handler reads: the citizen's words, then each answer under its question. Without any, what the service is.</summary>
    public string Text
    {
        get
        {
            var lines = Answers.Select(answer => $"{answer.Question.Description} {answer.Words}");
            var text = string.Join('\n', Description is null ? lines : lines.Prepend(Description));
            return text.Length > 0 ? text : Service.Name;
        }
    }
}

/// <summary>An answered question, the choices by their names.</summary>
public sealed record Answered(ServiceQuestion Question, string Words);

/// <summary>Where it is: a position, an address in words, a grid; at least one of them.</summary>
public sealed record RequestPlace(double? Latitude, double? Longitude, string? Address, string? GridCode);
