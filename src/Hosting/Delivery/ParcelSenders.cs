using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Delivery;

/// <summary>Puts together the sender of a county with a post for each kind of channel.</summary>
internal static class ParcelSenders
{
    public static ParcelSender Of(
        HttpClient http, DeliverySettings settings, IAccountStore accounts, IPrivateStore texts, ChannelBoard channels, IDirectorySource directory, TimeProvider time)
    {
        var posting = new HttpPosting(http);
        return new(
            new(posting, settings, accounts, new(texts, directory), time), channels, directory, time,
            new WebhookPost(posting, directory, time), new WecomPost(posting, time), new MailPost(directory));
    }
}
