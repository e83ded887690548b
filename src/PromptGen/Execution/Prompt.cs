using System.ComponentModel;
using PromptGen.CompilerServices;

namespace PromptGen;

/// <summary>
/// One prompt with its arguments: what would be sent, how a reply is read, and the sending itself. Methods of the
/// <c>PromptRequests</c> class that each prompt interface carries make it.
/// </summary>
/// <typeparam name="T">The type of the prompt's value.</typeparam>
public sealed class Prompt<T> : IPromptIdentity
{
    private readonly PromptDefinition<T> _definition;
    private readonly Action<PromptWriter> _render;
    private readonly ChatParameters _parameters;

    /// <summary>Joins a prompt and its arguments. Emitted code calls this.</summary>
    /// <param name="definition">What is the same for every call.</param>
    /// <param name="render">Writes the messages.</param>
    /// <param name="parameters">The call's own parameters; null for none.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Prompt(PromptDefinition<T> definition, Action<PromptWriter> render, ChatParameters? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(render);
        _definition = definition;
        _render = render;
        _parameters = parameters?.Over(definition.Parameters) ?? definition.Parameters;
    }

    /// <summary>The prompt's name: interface and method.</summary>
    public string Name => _definition.Name;

    string IPromptIdentity.Hash => _definition.HashWith(_render);

    /// <summary>What an answer must be; null for plain text.</summary>
    public JsonContract<T>? Contract => _definition.Contract;

    /// <summary>The request that is sent where a client's options add nothing. Its messages are written when they are asked for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter of the call is out of the model's bounds, or the model does not have it.</exception>
    public ChatRequest Request => ToRequest(null);

    /// <summary>Reads the text of a reply, for example one that was saved.</summary>
    /// <param name="content">The answer's text.</param>
    public PromptResult<T> Parse(string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Parse(new ChatCompletion { Content = content });
    }

    /// <summary>Reads a reply.</summary>
    /// <param name="completion">What a server answered.</param>
    public PromptResult<T> Parse(ChatCompletion completion)
    {
        ArgumentNullException.ThrowIfNull(completion);
        return CompletionReader.Read(Name, Contract, _definition.Validators, completion);
    }

    /// <summary>Sends the prompt, and reads the reply.</summary>
    /// <param name="transport">What carries the request.</param>
    /// <param name="options">How it is sent; null for as it is declared.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="PromptException">There is no value; what was thrown says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter of the call or the options is out of the model's bounds, or the model does not have it. Nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public async Task<T> SendAsync(IChatTransport transport, PromptClientOptions? options = null, CancellationToken cancellationToken = default) =>
        (await RunAsync(transport, options, isValueAll: true, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>
    /// Sends the prompt, and reads the reply: the outcome is returned, not thrown. An invalid answer is sent back with what is wrong
    /// with it, as often as the declaration or the options say.
    /// </summary>
    /// <param name="transport">What carries the request.</param>
    /// <param name="options">How it is sent; null for as it is declared.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="ChatTransportException">There was no reply that could be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter of the call or the options is out of the model's bounds, or the model does not have it. Nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public async Task<PromptResult<T>> SendForResultAsync(
        IChatTransport transport, PromptClientOptions? options = null, CancellationToken cancellationToken = default) =>
        await RunAsync(transport, options, isValueAll: false, cancellationToken).ConfigureAwait(false);

    private ValueTask<PromptResult<T>> RunAsync(IChatTransport transport, PromptClientOptions? options, bool isValueAll, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transport);
        var request = ToRequest(transport, options, out var isAutomatic);
        return ObservedCall.IsWanted(options)
            ? RunObservedAsync(request, isAutomatic, transport, options, isValueAll, cancellationToken)
            : PromptExecution.RunAsync(_definition, request, isAutomatic, transport, options, isValueAll, cancellationToken);
    }

    private async ValueTask<PromptResult<T>> RunObservedAsync(
        ChatRequest request, bool isAutomatic, IChatTransport transport, PromptClientOptions? options, bool isValueAll, CancellationToken cancellationToken)
    {
        var call = new ObservedCall(this, request, options);
        PromptResult<T> result;
        try
        {
            result = await PromptExecution
                .RunAsync(_definition, request, isAutomatic, call.Begin(transport), options, isValueAll && !call.KeepsReplies, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            throw;
        }

        call.End(result.Outcome, result.Attempts, result.Exception);
        return result;
    }

    internal ChatRequest ToRequest(PromptClientOptions? options) => ToRequest(null, options, out _);

    /// <summary>The request as it is sent first.</summary>
    /// <param name="transport">What carries it; null for none in particular.</param>
    /// <param name="options">How it is sent; null for as it is declared.</param>
    /// <param name="isAutomatic">Whether the form of the answer was left to PromptGen: then it may ask in another.</param>
    internal ChatRequest ToRequest(IChatTransport? transport, PromptClientOptions? options, out bool isAutomatic)
    {
        var sent = _definition.ToSent(_parameters.Over(options?.Parameters));
        isAutomatic = Contract is not null && sent.ResponseFormat is null;
        var request = new ChatRequest(_render, sent, Contract) { PromptName = Name };
        return isAutomatic ? request.In(ResponseFormats.Choose(transport, sent.Model, Contract, _definition.StrongestFormat(sent))) : request;
    }

    internal StreamedPrompt ToStreamed(IChatTransport transport, PromptClientOptions? options, CancellationToken cancellationToken)
    {
        var request = ToRequest(transport, options, out var isAutomatic);
        return new(this, request, isAutomatic, transport, _definition.ValidatorsWith(options), options, cancellationToken);
    }
}
