using PromptGen;

namespace WebReview;

/// <summary>Tells each review what its calls took, those that failed too.</summary>
internal sealed class CallObserver(IHttpContextAccessor contexts) : IPromptObserver
{
    public void OnEnded(PromptCall ended) => contexts.HttpContext?.Features.Get<Review>()?.Tell(new CallEnded(
        ended.Name[(ended.Name.LastIndexOf('.') + 1)..],
        ended.Duration.TotalSeconds,
        ended.Repairs,
        ended.Usage?.PromptTokens,
        ended.Usage?.CompletionTokens,
        ended.Usage?.Cost));
}
