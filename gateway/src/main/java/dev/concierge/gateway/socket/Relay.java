package dev.concierge.gateway.socket;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Passes what arrives on one connection to another, no faster than that one takes it. They end together. */
class Relay extends ChannelInboundHandlerAdapter {
    private final Channel other;

    Relay(Channel other) {
        this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        other.write(bytes, other.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        other.flush();
        if (!other.isWritable()) {
            context.channel().config().setAutoRead(false);
            // it may have become writable between the two lines above, and told so before
            other.eventLoop().execute(() -> context.channel().config().setAutoRead(other.isWritable()));
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        other.config().setAutoRead(context.channel().isWritable());
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        context.fireChannelInactive();
    }

    @Override
    @SuppressWarnings("deprecation") // of ChannelHandler; of an inbound handler it is not
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        // a peer that is gone: its connection ends here, the other's with it
        context.close();
    }
}
