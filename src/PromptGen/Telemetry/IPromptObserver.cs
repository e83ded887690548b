namespace PromptGen;

/// <summary>Is told of every call of a client when it has ended, for logs, bills or statistics. Implementations are safe to use from many threads.</summary>
public interface IPromptObserver
{
    /// <summary>Whether there is anything to be told of. Asked when a call begins; where nobody wants to know, a call costs no more than without observers.</summary>
    bool IsEnabled => true;

    /// <summary>Is told of a call that has ended, before its caller goes on. What is thrown reaches the caller, in place of the call's outcome.</summary>
    /// <param name="ended">What became of it.</param>
    void OnEnded(PromptCall ended);
}
