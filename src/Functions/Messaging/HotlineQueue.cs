using System.Text.Json;
using Azure.Messaging.ServiceBus;
using GridCase.Api.SignIn;
using GridCase.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Messaging;

/// <summary>
/// Takes what the hotline puts into the queue <c>hotline-orders</c> as its HTTP doors would: the subject says what it is (<c>order</c> when there is none,
/// <c>supplement</c>, <c>visit</c>, <c>withdrawal</c>), the application property <c>orderNo</c> of which order, the message id is the Idempotency-Key. What the doors
/// refuse becomes a dead letter with the refusal's code. A fault of ours is thrown and tried again, and so is a refusal that passes; the bus gives up after eight tries.
/// </summary>
public sealed class HotlineQueue(CountyEntrance entrance)
{
    private const int FirstFaultOfOurs = 500;
    private const int TooMany = 429;
    private const int Refused = 400;

    private static readonly Dictionary<string, string> Doors = new() { ["order"] = "", ["supplement"] = "/supplements", ["visit"] = "/visits", ["withdrawal"] = "/withdrawal" };

    [Function(nameof(HotlineQueue))]
    public async Task Run(
        [ServiceBusTrigger("hotline-orders", Connection = "ServiceBus", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var county = await entrance.Enter(client, cancellation).ConfigureAwait(false);
        if (PathOf(message) is not { } path)
        {
            await actions.DeadLetterMessageAsync(message, null, "malformed", "The subject is order, supplement, visit or withdrawal; all but an order name theirs in orderNo.", cancellation).ConfigureAwait(false);
            return;
        }

        var (status, body) = await county.Api.Ask(
            "POST", path, message.Body, new Dictionary<string, string> { ["Idempotency-Key"] = message.MessageId }, new TrustedSystem(KeyPurpose.Hotline), cancellation).ConfigureAwait(false);
        if (status < Refused)
        {
            await actions.CompleteMessageAsync(message, cancellation).ConfigureAwait(false);
            return;
        }

        if (status is TooMany or >= FirstFaultOfOurs) throw new IntakeFailedException(message.MessageId, status);
        var (code, detail) = Problem(body);
        if (Passes(code)) throw new IntakeFailedException(message.MessageId, status);
        await actions.DeadLetterMessageAsync(message, null, code, detail, cancellation).ConfigureAwait(false);
    }

    /// <summary>What overtook its order finds it a little later, and others will have finished with the case.</summary>
    private static bool Passes(string code) => code is "unknown-order" or "busy";

    private static string? PathOf(ServiceBusReceivedMessage message)
    {
        var subject = string.IsNullOrEmpty(message.Subject) ? "order" : message.Subject;
        if (!Doors.TryGetValue(subject, out var door)) return null;
        if (door.Length == 0) return "/api/hotline/orders";
        return message.ApplicationProperties.TryGetValue("orderNo", out var named) && named is string { Length: > 0 and <= 64 } orderNo ? $"/api/hotline/orders/{Uri.EscapeDataString(orderNo)}{door}" : null;
    }

    private static (string Code, string Detail) Problem(string body)
    {
        using var problem = JsonDocument.Parse(body);
        return (Text("code") ?? "refused", Text("detail") ?? "");

        string? Text(string name) => problem.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}

/// <summary>A message could not be taken this time; the bus delivers it again.</summary>
internal sealed class IntakeFailedException(string messageId, int status) : Exception($"Message {messageId} was answered {status}.");
